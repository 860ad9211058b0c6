"""Conway's Game of Life: each thread owns some rows, a barrier keeps the generations in step."""
from threading import Barrier, Thread

SIZE = 8
THREADS = 4
GENERATIONS = 32  # a glider is back where it was after 4 * SIZE of them
GLIDER = [(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)]

grids = [[0] * (SIZE * SIZE), [0] * (SIZE * SIZE)]  # one is read, the other written
generation = 0


def show(grid):
    for row in range(SIZE):
        print("".join("#" if grid[row * SIZE + column] else "." for column in range(SIZE)))


def end_of_generation():
    """Called by one of the threads while all of them stand at the barrier."""
    global generation
    generation += 1
    if generation % 8 == 0:
        print("generation", generation)
        show(grids[generation % 2])


barrier = Barrier(THREADS, action=end_of_generation)


def neighbours(grid, row, column):
    count = 0
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            if down or right:
                count += grid[(row + down) % SIZE * SIZE + (column + right) % SIZE]
    return count


def live(first, last):
    for n in range(GENERATIONS):
        now, following = grids[n % 2], grids[(n + 1) % 2]
        for row in range(first, last):
            for column in range(SIZE):
                cell = row * SIZE + column
                count = neighbours(now, row, column)
                following[cell] = 1 if count == 3 or (count == 2 and now[cell]) else 0
        barrier.wait()


def main():
    for row, column in GLIDER:
        grids[0][row * SIZE + column] = 1
    print("generation 0")
    show(grids[0])
    rows = SIZE // THREADS
    threads = [
        Thread(target=live, args=[n * rows, (n + 1) * rows], name=f"rows-{n * rows}")
        for n in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alive = sum(grids[0])
    home = all(grids[0][row * SIZE + column] for row, column in GLIDER)
    print(f"generation {generation}, {alive} cells, glider is home: {home and alive == 5}")


if __name__ == "__main__":
    main()
