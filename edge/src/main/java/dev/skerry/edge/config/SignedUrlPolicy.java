package dev.skerry.edge.config;

import java.util.Map;

/**
 * Which requests may pass by a signature in their query.
 *
 * @param keys the secrets by key id; several while keys are rotated
 */
public record SignedUrlPolicy(Map<String, Secret> keys) {
  public SignedUrlPolicy {
    keys = Map.copyOf(keys);
  }
}
