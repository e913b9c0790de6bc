// Runs before anything is drawn: says that scripts work, and sets the theme the reader chose.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const theme = localStorage.getItem("archive.theme");
    if (theme) root.dataset.mdColorScheme = theme;
    const reader = localStorage.getItem("archive.reader");
    if (reader) root.dataset.reader = reader;
  } catch { /* storage may be forbidden; the page works without */ }
})();
