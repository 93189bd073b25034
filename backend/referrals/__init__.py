"""The single point of access: who is referred by whom and for what, until when, which team took it on, and who was told why not."""
