"""The parts of the page Where did it go?"""
