"""How the embedding model that ships is made: written data and scripts; never installed, never imported at run time."""
