"""What exports are written as: tables of typed columns, and one writer for each form."""
