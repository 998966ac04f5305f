"""In and out of the journal: the whole as one archive, other trackers' files, a calendar feed."""
