"""What a batch has to send, ready for a mail program: a list for a mail merge, and drafts; nothing is sent."""
