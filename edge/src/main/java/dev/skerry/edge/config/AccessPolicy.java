package dev.skerry.edge.config;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses may ask: the first entry that contains the viewer's address decides; where none
 * does, the viewer may.
 */
public record AccessPolicy(List<Entry> entries) {
  public AccessPolicy {
    entries = List.copyOf(entries);
  }

  /** Whether a viewer of that address may ask. */
  public boolean allows(InetAddress address) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.network().contains(address)) {
        return entry.allow();
      }
    }
    return true;
  }

  /** One network and whether its addresses may ask. */
  public record Entry(boolean allow, Cidr network) {}
}
