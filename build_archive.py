"""The command line: arguments -> Config -> build -> report and exit code. The only printer."""
