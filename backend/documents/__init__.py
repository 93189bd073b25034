"""Documents: pages of a record made by a job, as PDF, for whoever asked."""
