"""What people say of their care: taken in without a name, hidden where few answered, and answered."""
