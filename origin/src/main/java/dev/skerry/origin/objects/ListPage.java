package dev.skerry.origin.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing. It may have less than was asked for, even nothing, and still not be the
 * last: when too much that is not listed lies between.
 *
 * @param items in the order of their keys' UTF-8
 * @param prefixes common ones, in that order
 * @param next behind which place the next page begins, null when this is the last
 */
public record ListPage<T>(
    List<T> items, List<String> prefixes, ListQuestion.@Nullable Position next) {
  /** Keeps copies of the lists. */
  public ListPage {
    items = List.copyOf(items);
    prefixes = List.copyOf(prefixes);
  }
}
