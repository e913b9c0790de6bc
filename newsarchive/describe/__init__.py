"""Article -> Record: summary, translation, mentions, tags. Never looks at another article."""
