"""Models fitted by ``etl fit`` and derived tables that pure functions ship with."""
