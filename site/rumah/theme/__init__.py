"""How everything looks: base template, components, style sheet, icons, font."""
