package dev.skerry.handler.web;

import dev.skerry.handler.html.CommentToken;
import dev.skerry.handler.html.Doctype;
import dev.skerry.handler.html.EndTag;
import dev.skerry.handler.html.Event;
import dev.skerry.handler.html.EventKind;
import dev.skerry.handler.html.Registration;
import dev.skerry.handler.html.Rewriter;
import dev.skerry.handler.html.StartTag;
import dev.skerry.handler.html.TextChunk;
import dev.skerry.handler.html.Token;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a call rewrites, as {@code html.js} works on them: each function takes the
 * document's number first. What goes wrong is given as a text that begins with {@code !}.
 */
final class HtmlRewriters {
  /** Documents under way in a call. */
  private static final int MOST = 16;

  private static final String ENDED = "the document is of a call that has ended";

  private final Map<Integer, Document> documents = new HashMap<>();
  private int last;

  /** One document, and what its handlers are being shown. */
  private static final class Document {
    final Rewriter rewriter;
    @Nullable Event shown;

    Document(Rewriter rewriter) {
      this.rewriter = rewriter;
    }

    Token token() {
      if (shown == null) {
        throw new IllegalStateException("the library asks about a token that is shown");
      }
      return shown.token();
    }
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "htmlOpen", this::open,
        "htmlFeed", this::feed,
        "htmlNext", this::next,
        "htmlOutput", arguments -> ByteBuffer.wrap(document(arguments).rewriter.output()),
        "htmlClose", this::close,
        "htmlGet", this::get,
        "htmlChange", this::change);
  }

  /** The call ends, whatever it has left unfinished. */
  void end() {
    documents.clear();
  }

  /** The one that is open; a script may keep one longer than the call that it is of. */
  private Document document(Arguments arguments) {
    Document found = documents.get(arguments.number(0));
    if (found == null) {
      throw new IllegalArgumentException(ENDED);
    }
    return found;
  }

  // ---- the stream

  /** A line for each registration, its kinds and then its selector if it has one: a number. */
  private Object open(Arguments arguments) {
    List<Registration> registrations =
        arguments.text(0).lines().map(HtmlRewriters::registration).toList();
    if (documents.size() >= MOST) {
      return "!more than " + MOST + " documents are rewritten at once";
    }
    try {
      documents.put(++last, new Document(new Rewriter(registrations)));
      return last;
    } catch (IllegalArgumentException e) {
      return "!" + e.getMessage();
    }
  }

  private static Registration registration(String line) {
    int space = line.indexOf(' ');
    String kinds = space < 0 ? line : line.substring(0, space);
    Set<EventKind> all =
        kinds
            .chars()
            .mapToObj(HtmlRewriters::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKind.class)));
    return new Registration(space < 0 ? null : line.substring(space + 1), all);
  }

  private static EventKind kind(int letter) {
    return switch (letter) {
      case 'd' -> EventKind.DOCTYPE;
      case 'e' -> EventKind.ELEMENT;
      case 'c' -> EventKind.COMMENT;
      case 't' -> EventKind.TEXT;
      default -> EventKind.END;
    };
  }

  /** A piece of the document; null for its end. */
  private @Nullable Object feed(Arguments arguments) {
    Document document = documents.get(arguments.number(0));
    if (document == null) {
      return '!' + ENDED;
    }
    if (arguments.isNull(1)) {
      document.rewriter.finish();
    } else {
      document.rewriter.feed(arguments.octets(1));
    }
    return null;
  }

  /**
   * What is to be shown: kind, element, registrations; null when more of the document is needed.
   */
  private @Nullable Object next(Arguments arguments) {
    Document document = document(arguments);
    try {
      Event event = document.rewriter.next();
      document.shown = event;
      return event == null
          ? null
          : event.kind()
              + " "
              + event.element()
              + event.registrations().stream()
                  .map(each -> " " + each)
                  .collect(Collectors.joining());
    } catch (IllegalStateException e) {
      return "!" + e.getMessage();
    }
  }

  private @Nullable Object close(Arguments arguments) {
    documents.remove(arguments.number(0));
    return null;
  }

  // ---- the token

  /** What it has: the name of the property, the name of an attribute. */
  private @Nullable Object get(Arguments arguments) {
    Token token = document(arguments).token();
    String what = arguments.text(1);
    if (what.equals("removed")) {
      return token.isRemoved();
    }
    return switch (token) {
      case StartTag tag -> ofElement(tag, what, arguments);
      case EndTag tag -> tag.name();
      case CommentToken comment -> comment.text();
      case TextChunk chunk -> what.equals("last") ? (Object) chunk.isLast() : chunk.text();
      case Doctype doctype ->
          switch (what) {
            case "name" -> doctype.name();
            case "publicId" -> doctype.publicId();
            default -> doctype.systemId();
          };
      default -> throw new IllegalArgumentException("nothing has the property " + what);
    };
  }

  private static @Nullable Object ofElement(StartTag tag, String what, Arguments arguments) {
    return switch (what) {
      case "name" -> tag.name();
      case "namespace" -> tag.namespaceUri();
      case "attribute" -> tag.attribute(arguments.text(2));
      // What the source has of this character is U+FFFD to browsers, and nothing that parts them.
      case "attributes" ->
          tag.attributes().stream()
              .map(each -> each.replace('\0', '\ufffd'))
              .collect(Collectors.joining("\0"));
      default -> throw new IllegalArgumentException("no element has the property " + what);
    };
  }

  /** What is to become of it: what is done, with what, with what else; null, or what is wrong. */
  private @Nullable Object change(Arguments arguments) {
    Document document = document(arguments);
    Token token = document.token();
    String what = arguments.text(1);
    String text = textOf(arguments);
    try {
      switch (what) {
        case "before" -> token.before(text);
        case "after" -> token.after(text);
        case "replace" -> token.replace(text);
        case "remove" -> token.remove();
        default -> changeOne(document, token, what, arguments);
      }
      return null;
    } catch (IllegalArgumentException e) {
      return "!" + e.getMessage();
    }
  }

  private static String textOf(Arguments arguments) {
    return arguments.isNull(2) ? "" : arguments.text(2);
  }

  private static void changeOne(Document document, Token token, String what, Arguments arguments) {
    String text = textOf(arguments);
    switch (token) {
      case StartTag tag when what.equals("await") -> document.rewriter.awaitEnd(tag);
      case StartTag tag -> changeElement(tag, what, arguments);
      case EndTag tag -> tag.name(text);
      case CommentToken comment -> comment.text(text);
      default -> throw new IllegalArgumentException("nothing else can be changed");
    }
  }

  private static void changeElement(StartTag tag, String what, Arguments arguments) {
    String text = textOf(arguments);
    switch (what) {
      case "name" -> tag.name(text);
      case "set" -> tag.attribute(text, arguments.text(3));
      case "unset" -> tag.removeAttribute(text);
      case "prepend" -> tag.prepend(text);
      case "append" -> tag.append(text);
      case "inner" -> tag.setInnerContent(text);
      case "unwrap" -> tag.removeAndKeepContent();
      default -> throw new IllegalArgumentException("an element cannot be changed so: " + what);
    }
  }
}
