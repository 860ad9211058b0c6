import random
import threading
from concurrent.futures import ThreadPoolExecutor

SIZE = 8000
DEPTH = 2


def merge(left, right):
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def sort_here(values):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    return merge(sort_here(values[:middle]), sort_here(values[middle:]))


def merge_sort(pool, values, depth):
    if depth == 0:
        print(f"{threading.current_thread().name} sorts {len(values)} numbers")
        return sort_here(values)
    middle = len(values) // 2
    # One half goes to the pool, the other is done here.
    left = pool.submit(merge_sort, pool, values[:middle], depth - 1)
    right = merge_sort(pool, values[middle:], depth - 1)
    merged = merge(left.result(), right)
    print(f"{threading.current_thread().name} merged {len(merged)} numbers")
    return merged


def main():
    rng = random.Random(7)
    values = [rng.randint(0, 99_999) for _ in range(SIZE)]
    # With this depth three calls are submitted: a worker for each, so none starves.
    with ThreadPoolExecutor(max_workers=2**DEPTH) as pool:
        result = merge_sort(pool, values, DEPTH)
    print("smallest", result[:3], "largest", result[-3:])
    print(f"sorted {len(result)}:", result == sorted(values))


if __name__ == "__main__":
    main()
