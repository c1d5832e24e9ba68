package dev.skerry.loadtest.simulate.synthetic;

import java.util.random.RandomGenerator;

/** Who asks for what: each shape fills a draft until it is full. */
final class Shapes {
  private Shapes() {}

  static void zipf(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    while (!draft.isFull()) {
      draft.request(zipf.draw(draft.random()));
    }
  }

  static void oneHitWonders(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    int wonder = objects;
    while (!draft.isFull()) {
      draft.request(draft.random().nextInt(4) == 0 ? wonder++ : zipf.draw(draft.random()));
    }
  }

  /** Sizes fall with the rank, times what is drawn, in thousandths. */
  static void largePopular(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    long[] sizes = new long[objects];
    for (int rank = 0; rank < objects; rank++) {
      double typical = 20e6 * Math.pow(rank + 1.0, -0.5);
      sizes[rank] = Math.max(500, Math.round(typical * draft.drawSize() / 1_000));
    }
    while (!draft.isFull()) {
      int rank = zipf.draw(draft.random());
      draft.request(rank, sizes[rank]);
    }
  }

  static void scans(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    RandomGenerator random = draft.random();
    int period = 100_000;
    int crawled = 30_000;
    int next = 0;
    while (!draft.isFull()) {
      // While it crawls, half of the requests are the crawler's.
      boolean crawls = draft.requests() % period < 2L * crawled && random.nextBoolean();
      draft.request(crawls ? objects - 1 - next++ % objects : zipf.draw(random));
    }
  }

  static void loops(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    RandomGenerator random = draft.random();
    int length = objects / 10;
    int next = 0;
    while (!draft.isFull()) {
      boolean loop = random.nextInt(5) == 0;
      draft.request(loop ? objects + next++ % length : zipf.draw(random));
    }
  }

  /** Every so many requests a rank that is drawn as requests are gets another object. */
  static void shifting(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    RandomGenerator random = draft.random();
    int[] atRank = new int[objects];
    for (int i = 0; i < objects; i++) {
      atRank[i] = i;
    }
    while (!draft.isFull()) {
      draft.request(atRank[zipf.draw(random)]);
      if (draft.requests() % 50 == 0) {
        int rank = zipf.draw(random);
        int other = random.nextInt(objects);
        int moved = atRank[rank];
        atRank[rank] = atRank[other];
        atRank[other] = moved;
      }
    }
  }

  /** Every hundred requests ten objects are born; how new the wanted one is follows Zipf. */
  static void news(Draft draft) {
    int remembered = 100_000;
    Zipf byAge = new Zipf(remembered, 0.9);
    RandomGenerator random = draft.random();
    // Objects born at once differ in how much they are sought.
    Zipf byAppeal = new Zipf(10, 1.2);
    while (!draft.isFull()) {
      int newest = remembered + (int) (draft.requests() / 100);
      int age = byAge.draw(random);
      draft.request((newest - age) * 10 + byAppeal.draw(random));
    }
  }

  static void diurnal(Draft draft, int objects, double exponent) {
    Zipf zipf = new Zipf(objects, exponent);
    RandomGenerator random = draft.random();
    double day = 250_000;
    while (!draft.isFull()) {
      double east = (1 + Math.sin(2 * Math.PI * draft.requests() / day)) / 2;
      draft.request(zipf.draw(random) + (random.nextDouble() < east ? objects : 0));
    }
  }
}
