package dev.skerry.edge.purge;

import dev.skerry.http.FieldNames;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A text of a stored response that an expression can look at. */
sealed interface TextSource {
  /** Whether the test holds for the text, or for one of the texts; false if there is none. */
  boolean any(Purgeable stored, TextTest test, boolean ifUnknown);

  /** A text that every stored response has at most one of. */
  enum Part implements TextSource {
    SITE("site"),
    /** The authority. */
    HOST("host"),
    PATH("path"),
    /** What stands after the question mark. */
    QUERY("query"),
    URL("url"),
    /** The media type without its parameters, in lower case. */
    TYPE("type");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    /** Its name in expressions. */
    String word() {
      return word;
    }

    @Override
    public boolean any(Purgeable stored, TextTest test, boolean ifUnknown) {
      return switch (this) {
        case SITE -> whole(stored.site(), test, ifUnknown);
        case HOST -> whole(stored.host(), test, ifUnknown);
        case URL -> whole(stored.url(), test, ifUnknown);
        case PATH -> path(stored.url(), test, ifUnknown);
        case QUERY -> query(stored.url(), test, ifUnknown);
        case TYPE -> type(stored.fields().first(FieldNames.CONTENT_TYPE), test, ifUnknown);
      };
    }

    private static boolean path(String url, TextTest test, boolean ifUnknown) {
      int end = url.indexOf('?');
      end = end < 0 ? url.length() : end;
      int start = url.indexOf('/');
      return start >= 0 && start < end && test.holds(url, start, end, ifUnknown);
    }

    private static boolean query(String url, TextTest test, boolean ifUnknown) {
      int mark = url.indexOf('?');
      return mark >= 0 && test.holds(url, mark + 1, url.length(), ifUnknown);
    }

    private static boolean type(@Nullable String contentType, TextTest test, boolean ifUnknown) {
      if (contentType == null) {
        return false;
      }
      int end = contentType.indexOf(';');
      end = end < 0 ? contentType.length() : end;
      while (end > 0 && contentType.charAt(end - 1) <= ' ') {
        end--;
      }
      return test.holds(contentType.toLowerCase(Locale.ROOT), 0, end, ifUnknown);
    }
  }

  /** Each of the tags. */
  record Tags() implements TextSource {
    @Override
    public boolean any(Purgeable stored, TextTest test, boolean ifUnknown) {
      List<String> tags = stored.tags();
      for (int i = 0; i < tags.size(); i++) {
        if (whole(tags.get(i), test, ifUnknown)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * The value of a stored field, several lines joined by commas.
   *
   * @param name in lower case
   */
  record Field(String name) implements TextSource {
    @Override
    public boolean any(Purgeable stored, TextTest test, boolean ifUnknown) {
      String value = stored.fields().combined(name);
      return value != null && whole(value, test, ifUnknown);
    }
  }

  private static boolean whole(String text, TextTest test, boolean ifUnknown) {
    return test.holds(text, 0, text.length(), ifUnknown);
  }
}
