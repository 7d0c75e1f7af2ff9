"""Evaluates the suite of RFC 7208 with each program, in rounds that follow one
another, and prints the table of docs/benchmarks.md:
evaluations.py SUITE NAME COMMAND [NAME COMMAND...]"""

import subprocess
import sys

ROUNDS = 15
# In each round every program evaluates the whole suite so many times.
PASSES = 20


class Program:
    """A program that is warm, and waits for the next round."""

    def __init__(self, name, command, suite):
        self.name = name
        self.process = subprocess.Popen(
            [*command.split(), suite], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.right, self.messages = map(int, self.process.stdout.readline().split())
        self.seconds = []

    def go_round(self):
        print(PASSES, file=self.process.stdin, flush=True)
        self.seconds.append(float(self.process.stdout.readline()))

    def end(self):
        self.process.stdin.close()
        self.process.wait()

    def rate(self):
        """Evaluations a second, in the best round."""
        return PASSES * self.messages / min(self.seconds)


def main(suite, *commands):
    pairs = zip(commands[::2], commands[1::2])
    programs = [Program(name, command, suite) for name, command in pairs]
    for _ in range(ROUNDS):
        for program in programs:
            program.go_round()
    ours = programs[0].rate()
    print("\n| program | right | evaluations a second | ratio |\n|---|---:|---:|---:|")
    for program in programs:
        program.end()
        right = f"{program.right} of {program.messages}"
        rate = f"{program.rate():,.0f}".replace(",", " ")
        print(f"| {program.name} | {right} | {rate} | {ours / program.rate():.1f} |")


main(*sys.argv[1:])
