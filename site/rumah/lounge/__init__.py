"""The Dinas's face: staff screens that span rooms; reads everything, owns nothing."""
