"""Gets files from publishers: politely, bounded, resumable, and kept unedited."""
