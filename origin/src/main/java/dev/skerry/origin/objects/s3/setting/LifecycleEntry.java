package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.LifecycleRule;

/**
 * A rule of a lifecycle configuration, in force or not.
 *
 * @param rule what it does
 * @param enabled whether it is in force
 * @param form how it says which objects it is for
 */
public record LifecycleEntry(LifecycleRule rule, boolean enabled, Form form) {
  /** How a rule says which objects it is for, where it can in more than one way. */
  public enum Form {
    /** By a prefix beside the actions, as rules did before there were filters. */
    PREFIX,
    /** By a filter with a prefix, which may be empty. */
    FILTER_WITH_PREFIX,
    /** By a filter without. */
    FILTER
  }
}
