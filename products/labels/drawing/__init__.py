"""Labels as marks on a face in millimetres, written as PDF or SVG; both draw the very same marks."""
