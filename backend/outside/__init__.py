"""What others know and the record cannot: admissions, discharges, delays, how many people live here. Taken from files, with their source."""
