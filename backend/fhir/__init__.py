"""FHIR R4 in: what other systems know of a person, into the record through the one door."""
