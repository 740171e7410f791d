"""The questionnaire: which fields stand in it, dossier → texts of the fields, texts → dossier. Pure."""
