package dev.skerry.origin.tables.value;

import dev.skerry.origin.tables.error.TableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes sets of what a request lists: not empty, no member twice. */
final class WireSets {
  private WireSets() {}

  static WireValue strings(List<? extends @Nullable String> listed) {
    if (listed.isEmpty()) {
      return WireValue.Wrong.NO_STRINGS;
    }
    Set<String> members = LinkedHashSet.newLinkedHashSet(listed.size());
    boolean twice = false;
    for (String member : listed) {
      if (member == null) {
        return WireValue.Wrong.NULL_STRING;
      }
      twice |= !members.add(member);
    }
    return twice
        ? WireValue.Wrong.sameStrings(listed.stream().map(String::valueOf).toList())
        : new WireValue.Valid(new AttributeValue.SS(members));
  }

  static WireValue numbers(List<? extends @Nullable String> listed) {
    if (listed.isEmpty()) {
      return WireValue.Wrong.NO_NUMBERS;
    }
    Set<ExactNumber> members = LinkedHashSet.newLinkedHashSet(listed.size());
    boolean twice = false;
    for (String member : listed) {
      if (member == null) {
        return WireValue.Wrong.NULL_NUMBER;
      }
      try {
        twice |= !members.add(ExactNumber.parse(member));
      } catch (TableException e) {
        return WireValue.Wrong.content(String.valueOf(e.getMessage()));
      }
    }
    return twice
        ? WireValue.Wrong.SAME_NUMBERS
        : new WireValue.Valid(new AttributeValue.NS(members));
  }

  static WireValue binaries(List<? extends @Nullable Bytes> listed) {
    if (listed.isEmpty()) {
      return WireValue.Wrong.NO_BINARIES;
    }
    Set<Bytes> members = LinkedHashSet.newLinkedHashSet(listed.size());
    boolean twice = false;
    for (Bytes member : listed) {
      if (member == null) {
        return WireValue.Wrong.NULL_BINARY;
      }
      twice |= !members.add(member);
    }
    return twice
        ? WireValue.Wrong.sameBinaries(listed.stream().map(String::valueOf).toList())
        : new WireValue.Valid(new AttributeValue.BS(members));
  }
}
