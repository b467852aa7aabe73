"""The coaches' web pages: rendered here, readable on a phone, without a build step or anybody else's host."""
