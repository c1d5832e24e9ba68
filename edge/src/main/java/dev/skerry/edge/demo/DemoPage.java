package dev.skerry.edge.demo;

import java.util.function.Supplier;

/**
 * One resource of the demo site.
 *
 * @param path exactly
 * @param type its media type
 * @param cacheControl what it says to caches
 * @param tags its tags, separated by spaces; empty if none
 * @param content made anew for each request that reaches the origin
 */
record DemoPage(
    String path, String type, String cacheControl, String tags, Supplier<String> content) {

  /** A page whose content is always the same. */
  static DemoPage fixed(String path, String type, String cacheControl, String content) {
    return new DemoPage(path, type, cacheControl, "", () -> content);
  }
}
