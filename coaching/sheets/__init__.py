"""Tables for spreadsheets: CSV and XLSX in which no cell is ever taken for a formula."""
