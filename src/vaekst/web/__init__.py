"""The web room: one folder per screen, holding its addresses, views, forms and templates."""
