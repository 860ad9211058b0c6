"""Runs a twin once and prints what it took as one line of JSON: seconds, largest resident memory, output, outcome."""
import json
import os
import resource
import subprocess
import sys
import time

python, twin, limit = sys.argv[1], sys.argv[2], float(sys.argv[3])
folder, name = os.path.split(twin)
start = time.perf_counter()
child = subprocess.Popen(
    [python, '-B', name], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
)
try:
    output, errors = child.communicate(timeout=limit)
    outcome = 'finished' if child.returncode == 0 else 'failed'
except subprocess.TimeoutExpired:
    child.kill()
    output, errors = child.communicate()
    outcome = 'deadlock'
print(json.dumps({
    'outcome': outcome,
    'wall': round(time.perf_counter() - start, 4),
    'memory': resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    'output': output,
    'errors': errors,
}))
