"""The data of the reading pages: functions from a connection and a key to template variables. No HTTP."""
