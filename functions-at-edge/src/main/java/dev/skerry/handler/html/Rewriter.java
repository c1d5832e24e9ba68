package dev.skerry.handler.html;

import static dev.skerry.handler.html.Tags.UNFINISHED;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one document that comes in pieces: {@link #feed} it, ask for {@link #next} until there
 * is none, take the {@link #output}; at the end {@link #finish} and ask again. Octets that nobody
 * changes go out as they came, whatever they are.
 *
 * <p>Methods throw {@link IllegalStateException} for a document that goes beyond a bound; it is of
 * no use afterwards. Used by one thread at a time.
 */
public final class Rewriter {
  /** Octets of a tag or a comment. */
  private static final int MOST_OF_A_TOKEN = 1 << 20;

  private final Selectors selectors = new Selectors();

  /** The registrations that are told of a kind. */
  private final Map<EventKind, BitSet> told = new EnumMap<>(EventKind.class);

  /** Those of the document among them. */
  private final BitSet ofDocument = new BitSet();

  private final Scanner scanner = new Scanner();
  private final OpenElements open = new OpenElements();
  private final Output output = new Output();

  private byte[] octets = new byte[0];
  private int at;
  private boolean last;

  /** Behind the token that has been found and comes next, or {@code UNFINISHED}. */
  private int found = UNFINISHED;

  private boolean isTextOpen;
  private boolean isEndTold;
  private int elements;

  /** What is done with the token that was shown, when its handlers have seen it. */
  private Runnable afterwards = () -> {};

  /**
   * Makes a rewriter.
   *
   * @throws IllegalArgumentException if a selector is not valid
   */
  public Rewriter(List<Registration> registrations) {
    for (EventKind kind : EventKind.values()) {
      told.put(kind, new BitSet());
    }
    for (int i = 0; i < registrations.size(); i++) {
      Registration each = registrations.get(i);
      for (EventKind kind : each.kinds()) {
        told(kind).set(i);
      }
      if (each.selector() == null) {
        ofDocument.set(i);
      } else {
        selectors.add(i, each.selector());
      }
    }
  }

  private BitSet told(EventKind kind) {
    return told.getOrDefault(kind, new BitSet());
  }

  /** Takes a piece of the document, when {@link #next} has given null. */
  public void feed(byte[] piece) {
    int rest = octets.length - at;
    byte[] all = new byte[rest + piece.length];
    System.arraycopy(octets, at, all, 0, rest);
    System.arraycopy(piece, 0, all, rest, piece.length);
    octets = all;
    at = 0;
  }

  /** The document ends. */
  public void finish() {
    last = true;
  }

  /** What has come out since this was asked before. */
  public byte[] output() {
    return output.take();
  }

  /** What handlers are to be told of next; null when more of the document is needed. */
  public @Nullable Event next() {
    Runnable todo = afterwards;
    afterwards = () -> {};
    todo.run();
    while (found != UNFINISHED || find()) {
      Event event = token();
      if (event != null) {
        return event;
      }
    }
    return atEnd();
  }

  private boolean find() {
    found = scanner.next(octets, at, octets.length, last, open.isForeign());
    boolean waits = found == UNFINISHED;
    if (waits && octets.length - at > MOST_OF_A_TOKEN) {
      throw new IllegalStateException(
          "a tag or a comment of more than " + MOST_OF_A_TOKEN + " octets");
    }
    return !waits;
  }

  // ---- tokens

  private @Nullable Event token() {
    if (scanner.kind() == Scanner.Kind.TEXT) {
      isTextOpen = true;
      TextChunk chunk = new TextChunk(octets, at, found, false);
      pass();
      return within(EventKind.TEXT, chunk);
    }
    Event endOfText = endOfText();
    if (endOfText != null) {
      return endOfText;
    }
    int from = at;
    int behind = found;
    pass();
    return switch (scanner.kind()) {
      case START_TAG -> startTag(new StartTag(octets, from, behind));
      case END_TAG -> endTag(from, behind);
      case COMMENT -> within(EventKind.COMMENT, new CommentToken(octets, from, behind));
      case DOCTYPE -> within(EventKind.DOCTYPE, new Doctype(octets, from, behind));
      case TEXT, OTHER -> {
        if (!open.innermost().isContentSilent()) {
          output.raw(octets, from, behind);
        }
        yield null;
      }
    };
  }

  private void pass() {
    at = found;
    found = UNFINISHED;
  }

  private @Nullable Event endOfText() {
    if (!isTextOpen) {
      return null;
    }
    isTextOpen = false;
    return within(EventKind.TEXT, new TextChunk(octets, at, at, true));
  }

  /** Shows a token of the innermost element to whoever is told of such ones there. */
  private @Nullable Event within(EventKind kind, Token token) {
    BitSet who = (BitSet) open.innermost().active.clone();
    who.or(ofDocument);
    return shown(kind, who, 0, token, () -> write(token));
  }

  private void write(Token token) {
    if (!open.innermost().isContentSilent()) {
      token.write(output);
    }
  }

  /** The event, if anybody is told of it; else what comes after it is done at once. */
  private @Nullable Event shown(
      EventKind kind, BitSet who, int element, Token token, Runnable then) {
    who.and(told(kind));
    if (who.isEmpty() && kind != EventKind.END_TAG) {
      then.run();
      return null;
    }
    afterwards = then;
    return new Event(kind, who.stream().boxed().toList(), element, token);
  }

  // ---- elements

  private @Nullable Event startTag(StartTag tag) {
    String name = tag.name();
    while (!open.isEmpty() && open.isEndedBy(name)) {
      endWithoutTag();
    }
    OpenElement parent = open.innermost();
    Namespace namespace = open.namespace(name);
    tag.namespace(namespace);
    int child = parent.countChild();
    int ofType = selectors.countsTypes() ? parent.countChild(name) : 0;
    BitSet matched = selectors.match(new Candidate(tag, child, ofType), parent);
    BitSet own = selectors.registrations(matched);
    boolean isHtml = namespace == Namespace.HTML;
    int number = ++elements;
    if (isHtml ? !Html.VOID.contains(name) : !tag.isSelfClosing()) {
      tag.element = element(name, number, namespace, matched, own);
    }
    if (isHtml && Html.RAW.contains(name)) {
      scanner.rawText(name);
    } else if (isHtml && name.equals("plaintext")) {
      scanner.plaintext();
    }
    return shown(EventKind.ELEMENT, (BitSet) own.clone(), number, tag, () -> begun(tag));
  }

  private OpenElement element(
      String name, int number, Namespace own, BitSet matched, BitSet registrations) {
    OpenElement parent = open.innermost();
    return new OpenElement(
        name,
        number,
        OpenElements.inner(name, own),
        parent.isContentSilent(),
        matched,
        union(parent.matchedAround, matched),
        union(parent.active, registrations));
  }

  /** The first, where the second adds nothing: the usual case, in which nothing is copied. */
  private static BitSet union(BitSet first, BitSet second) {
    if (second.isEmpty()) {
      return first;
    }
    BitSet both = (BitSet) first.clone();
    both.or(second);
    return both;
  }

  private void begun(StartTag tag) {
    write(tag);
    OpenElement element = tag.element;
    if (element != null) {
      open.push(element);
    }
  }

  /** Has the end tag of an element shown, if it has one. */
  public void awaitEnd(StartTag tag) {
    OpenElement element = tag.element;
    if (element != null) {
      element.isEndAwaited = true;
    }
  }

  private @Nullable Event endTag(int from, int behind) {
    String name = Html.lower(Html.text(octets, from + 2, Tags.nameEnd(octets, from + 2, behind)));
    if (!open.has(name)) {
      if (!open.innermost().isContentSilent()) {
        output.raw(octets, from, behind);
      }
      return null;
    }
    while (!open.innermost().name.equals(name)) {
      endWithoutTag();
    }
    OpenElement element = open.pop();
    EndTag tag = new EndTag(octets, from, behind, name);
    if (element.newName != null) {
      tag.name(element.newName);
    }
    if (element.isEndTagRemoved) {
      tag.remove();
    }
    Runnable then = () -> end(element, tag);
    if (!element.isEndAwaited) {
      then.run();
      return null;
    }
    return shown(EventKind.END_TAG, new BitSet(), element.number, tag, then);
  }

  private void endWithoutTag() {
    end(open.pop(), null);
  }

  private void end(OpenElement element, @Nullable EndTag tag) {
    if (element.isSilent) {
      return;
    }
    output.text(element.beforeEnd);
    if (tag != null) {
      tag.write(output);
    }
    output.text(element.after);
  }

  // ---- the end

  private @Nullable Event atEnd() {
    if (!last || isEndTold) {
      return null;
    }
    Event endOfText = endOfText();
    if (endOfText != null) {
      return endOfText;
    }
    while (!open.isEmpty()) {
      endWithoutTag();
    }
    isEndTold = true;
    return within(EventKind.END, new DocumentEnd());
  }
}
