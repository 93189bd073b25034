"""The outcomes contract: which measures earn what part of what is at stake, year by year; and capitation on paper."""
