"""The tag picker: what opens at the selection and says with what it shall be tagged."""
