package dev.skerry.edge.config;

import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: some of the numbers that it may have.
 *
 * @param bits a bit for each number
 * @param isOpen whether it begins with {@code *}, so that it says nothing by itself
 */
record CronField(long bits, boolean isOpen) {
  /** There is no such number. */
  static final int NONE = Long.SIZE;

  boolean has(int number) {
    return (bits >>> number & 1) != 0;
  }

  /** The first of its numbers from there on, or {@link #NONE}. */
  int from(int number) {
    return number >= Long.SIZE ? NONE : Long.numberOfTrailingZeros(bits & -1L << number);
  }

  /** What a field is about. */
  enum Kind {
    MINUTE("the minute", 0, 59, ""),
    HOUR("the hour", 0, 23, ""),
    DAY("the day of the month", 1, 31, ""),
    MONTH("the month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    /** 0 and 7 are Sunday. */
    WEEKDAY("the day of the week", 0, 7, "sun mon tue wed thu fri sat");

    private final String words;
    private final int least;
    private final int most;

    /** For its numbers from the least one on; empty for none. */
    private final String names;

    Kind(String words, int least, int most, String names) {
      this.words = words;
      this.least = least;
      this.most = most;
      this.names = names;
    }

    /**
     * Reads a field: items with commas between them, each {@code *}, a number or a range, the first
     * and the last with a step where it is wanted.
     *
     * @throws IllegalArgumentException if it is wrong; the message goes on from the expression
     */
    CronField read(String text) {
      long bits = 0;
      for (String item : text.split(",", -1)) {
        bits |= item(item);
      }
      if (this == WEEKDAY && (bits & 1L << most) != 0) {
        bits = (bits | 1) & ~(1L << most);
      }
      return new CronField(bits, text.startsWith("*"));
    }

    private long item(String item) {
      String[] parts = item.split("/", -1);
      String[] ends = parts[0].split("-", -1);
      boolean all = parts[0].equals("*");
      if (parts.length > 2 || ends.length > 2) {
        throw wrong(item, "a number, a range as 1-5, or *, with or without a step as */5");
      }
      if (parts.length == 2 && !all && ends.length == 1) {
        throw wrong(
            item, "a step behind a range or *, as " + ends[0] + "-" + most + "/" + parts[1]);
      }
      int first = all ? least : number(ends[0]);
      // Days of a week are counted once, where all of them are meant.
      int last = all ? (this == WEEKDAY ? most - 1 : most) : number(ends[ends.length - 1]);
      if (first > last) {
        throw wrong(item, "a range that ends where it begins or later");
      }
      long bits = 0;
      int step = parts.length == 2 ? step(parts[1]) : 1;
      for (int number = first; number <= last; number += step) {
        bits |= 1L << number;
      }
      return bits;
    }

    private int number(String text) {
      int name = List.of(names.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
      if (name >= 0 && !names.isEmpty()) {
        return name + least;
      }
      int number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
      if (number < least || number > most) {
        throw wrong(text, expected());
      }
      return number;
    }

    private String expected() {
      String numbers = least + " to " + most;
      return names.isEmpty()
          ? numbers
          : numbers
              + ", or "
              + names.substring(0, 3)
              + " to "
              + names.substring(names.length() - 3);
    }

    private int step(String text) {
      int step = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
      if (step < 1 || step > most) {
        throw wrong("/" + text, "a step from 1 to " + most);
      }
      return step;
    }

    private IllegalArgumentException wrong(String found, String expected) {
      return new IllegalArgumentException(
          "is wrong at %s, '%s': expected %s".formatted(words, found, expected));
    }
  }
}
