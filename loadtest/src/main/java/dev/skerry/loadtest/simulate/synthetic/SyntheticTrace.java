package dev.skerry.loadtest.simulate.synthetic;

import dev.skerry.loadtest.simulate.trace.Trace;
import java.util.Locale;
import java.util.SplittableRandom;

/** The made-up traces by name. Sizes have nothing to do with popularity unless it is said. */
public enum SyntheticTrace {
  /** Zipf over objects of one size. */
  EQUAL,
  /** Zipf with lognormal sizes: an ordinary site. */
  WEB,
  /** A flatter Zipf with a long tail of sizes; a quarter of requests for what never comes back. */
  IMAGES,
  /** Small objects, and one in ten a segment of video of some megabytes. */
  VIDEO,
  /** The more popular, the larger: packages and installers. */
  DOWNLOADS,
  /** Zipf, with crawlers that now and then read old objects one after the other. */
  SCAN,
  /** Zipf, with loops over more than what most caches hold. */
  LOOP,
  /** Zipf whose ranks are dealt anew little by little. */
  SHIFT,
  /** Objects are born all the time, sought when new and soon forgotten. */
  NEWS,
  /** Two audiences, of which one sleeps while the other is awake. */
  DIURNAL;

  private static final long MOST_BYTES = 64L << 20;

  /** Makes the trace; the same seed gives the same one. */
  public Trace make(long seed, int requests) {
    Draft draft = new Draft(new SplittableRandom(seed), sizes(), requests);
    fill(draft);
    return draft.finish(title());
  }

  /** What the command line and a table call it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private Sizes sizes() {
    return switch (this) {
      case EQUAL -> Sizes.equal(4_096);
      case WEB, SCAN -> Sizes.lognormal(10_000, 1.6, MOST_BYTES);
      case IMAGES -> Sizes.pareto(3_000, 1.1, MOST_BYTES);
      case VIDEO ->
          Sizes.mixed(
              Sizes.lognormal(8_000, 1.2, MOST_BYTES),
              Sizes.lognormal(2_000_000, 0.5, MOST_BYTES),
              0.1);
      case DOWNLOADS -> Sizes.lognormal(1_000, 0.7, MOST_BYTES);
      case LOOP -> Sizes.lognormal(10_000, 1.2, MOST_BYTES);
      case SHIFT -> Sizes.lognormal(10_000, 1.4, MOST_BYTES);
      case NEWS -> Sizes.lognormal(12_000, 1.4, MOST_BYTES);
      case DIURNAL -> Sizes.pareto(4_000, 1.2, MOST_BYTES);
    };
  }

  private void fill(Draft draft) {
    switch (this) {
      case EQUAL -> Shapes.zipf(draft, 200_000, 0.9);
      case WEB -> Shapes.zipf(draft, 300_000, 0.9);
      case IMAGES -> Shapes.oneHitWonders(draft, 400_000, 0.8);
      case VIDEO -> Shapes.zipf(draft, 200_000, 1.0);
      case DOWNLOADS -> Shapes.largePopular(draft, 100_000, 0.9);
      case SCAN -> Shapes.scans(draft, 300_000, 0.9);
      case LOOP -> Shapes.loops(draft, 200_000, 0.9);
      case SHIFT -> Shapes.shifting(draft, 200_000, 1.0);
      case NEWS -> Shapes.news(draft);
      case DIURNAL -> Shapes.diurnal(draft, 150_000, 0.9);
    }
  }
}
