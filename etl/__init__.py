"""The ETL: loads public sources into a new generation of the market database."""
