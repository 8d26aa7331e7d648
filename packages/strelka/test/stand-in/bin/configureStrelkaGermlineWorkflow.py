#!/usr/bin/env python2
"""Stands in for Strelka's: checks the arguments, and writes runWorkflow.py. It calls nothing."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from standIn import configure

configure("germline", sys.argv[1:])
