package dev.skerry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;

/** Writers at a program that is killed in the midst of what they write. */
final class KilledWriters {
  private static final int WRITERS = 4;

  private KilledWriters() {}

  /** What a writer does again and again. */
  @FunctionalInterface
  interface Writing {
    /**
     * Writes once.
     *
     * @param writer of 0 and up
     * @param n how often this one has written since the program started
     * @return whether the program still answers
     */
    boolean step(int writer, int n, SplittableRandom random);
  }

  /**
   * Lets them write until the program is gone, which is shot once there are so many answers.
   *
   * @param answers how many there are now
   */
  static void run(
      Program program, SplittableRandom random, int enough, IntSupplier answers, Writing writing)
      throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        SplittableRandom own = random.split();
        writers.add(
            threads.submit(
                () -> {
                  for (int n = 0; writing.step(writer, n, own); n++) {
                    if (answers.getAsInt() >= enough) {
                      program.shoot();
                    }
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      program.kill();
    }
  }
}
