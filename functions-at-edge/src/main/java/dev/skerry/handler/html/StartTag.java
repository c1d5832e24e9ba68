package dev.skerry.handler.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A start tag, and with it the element that it begins. */
public final class StartTag extends Token {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][^\\s/>\\x00]*");
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[^\\s\"'>/=\\x00]+");

  private final byte[] octets;
  private final int at;
  private final int end;
  private String name;
  private boolean selfClosing;
  private boolean changed;
  private @Nullable List<Attribute> attributes;

  /** The element, or null where it has no content. */
  @Nullable OpenElement element;

  private String namespace = Namespace.HTML.uri();

  /** An attribute; its place is that of its octets, or -1 when it is not as it came. */
  private record Attribute(String name, String value, int at, int end) {}

  StartTag(byte[] octets, int at, int end) {
    this.octets = octets;
    this.at = at;
    this.end = end;
    this.name = Html.lower(Html.text(octets, at + 1, nameEnd()));
  }

  private int nameEnd() {
    return Tags.nameEnd(octets, at + 1, end);
  }

  /** In lower case, as it came. */
  public String name() {
    return name;
  }

  /**
   * Sets the name, also of the end tag.
   *
   * @throws IllegalArgumentException if it is none
   */
  public void name(String wanted) {
    if (!NAME.matcher(wanted).matches()) {
      throw new IllegalArgumentException("\"" + wanted + "\" is no name of an element");
    }
    read();
    changed = true;
    name = wanted;
    if (element != null) {
      element.newName = wanted;
    }
  }

  public String namespaceUri() {
    return namespace;
  }

  void namespace(Namespace found) {
    namespace = found.uri();
  }

  boolean isSelfClosing() {
    read();
    return selfClosing;
  }

  // ---- attributes

  private List<Attribute> read() {
    List<Attribute> all = attributes;
    if (all != null) {
      return all;
    }
    List<Attribute> found = new ArrayList<>();
    var _ =
        Tags.end(
            octets,
            nameEnd(),
            end,
            new Tags.Parts() {
              @Override
              public void attribute(int from, int nameEnd, int value, int valueEnd, int behind) {
                String key = Html.lower(Html.text(octets, from, nameEnd));
                found.add(new Attribute(key, Html.text(octets, value, valueEnd), from, behind));
              }

              @Override
              public void selfClosing() {
                selfClosing = true;
              }
            });
    attributes = found;
    return found;
  }

  /** The value as it is written, with its character references; null where there is none. */
  public @Nullable String attribute(String key) {
    String lower = Html.lower(key);
    for (Attribute each : read()) {
      if (each.name.equals(lower)) {
        return each.value;
      }
    }
    return null;
  }

  /** Gives the names, in lower case; one that stands twice comes twice. */
  void forEachName(Consumer<String> each) {
    read().forEach(attribute -> each.accept(attribute.name));
  }

  /** Names and values by turns, as they stand. */
  public List<String> attributes() {
    return read().stream().flatMap(each -> List.of(each.name, each.value).stream()).toList();
  }

  /**
   * Sets an attribute.
   *
   * @throws IllegalArgumentException if the name is none
   */
  public void attribute(String key, String value) {
    if (!ATTRIBUTE_NAME.matcher(key).matches()) {
      throw new IllegalArgumentException("\"" + key + "\" is no name of an attribute");
    }
    Attribute next = new Attribute(Html.lower(key), value, -1, -1);
    List<Attribute> all = read();
    changed = true;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name.equals(next.name)) {
        all.set(i, next);
        return;
      }
    }
    all.add(next);
  }

  public void removeAttribute(String key) {
    String lower = Html.lower(key);
    changed |= read().removeIf(each -> each.name.equals(lower));
  }

  // ---- content

  @Override
  public void after(String html) {
    if (element == null) {
      super.after(html);
    } else {
      element.after.insert(0, html);
    }
  }

  @Override
  public void replace(String html) {
    super.replace(html);
    removeRest();
  }

  @Override
  public void remove() {
    super.remove();
    removeRest();
  }

  private void removeRest() {
    if (element != null) {
      element.isContentRemoved = true;
      element.isEndTagRemoved = true;
    }
  }

  /** Removes its tags; what is between them stays. */
  public void removeAndKeepContent() {
    super.remove();
    if (element != null) {
      element.isEndTagRemoved = true;
    }
  }

  /** Puts something at the beginning of its content, if it can have any. */
  public void prepend(String html) {
    if (element != null) {
      super.after(html);
    }
  }

  /** Puts something at the end of its content, if it can have any. */
  public void append(String html) {
    if (element != null) {
      element.beforeEnd.append(html);
    }
  }

  /** Puts something in the place of its content, if it can have any. */
  public void setInnerContent(String html) {
    if (element != null) {
      element.isContentRemoved = true;
      element.beforeEnd.setLength(0);
      clearAfter();
      super.after(html);
    }
  }

  // ---- output

  @Override
  void writeItself(Output out) {
    if (!changed) {
      out.raw(octets, at, end);
      return;
    }
    out.text("<" + name);
    for (Attribute each : read()) {
      out.text(" ");
      if (each.at >= 0) {
        out.raw(octets, each.at, each.end);
      } else {
        out.text(each.name + "=\"" + each.value.replace("\"", "&quot;") + "\"");
      }
    }
    out.text(selfClosing ? " />" : ">");
  }
}
