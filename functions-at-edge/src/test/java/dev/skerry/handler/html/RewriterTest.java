package dev.skerry.handler.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are cut into tokens, shown, changed, and put together again. */
class RewriterTest {
  private static final List<Registration> ALL =
      List.of(
          new Registration("*", EnumSet.of(EventKind.ELEMENT)),
          new Registration(
              null,
              EnumSet.of(EventKind.DOCTYPE, EventKind.COMMENT, EventKind.TEXT, EventKind.END)));

  /** What documents of the fuzz test are made of: all that means something to the tokenizer. */
  private static final String[] PIECES = {
    "<",
    ">",
    "</",
    "/>",
    "=",
    "\"",
    "'",
    " ",
    "\n",
    "!",
    "-",
    "--",
    "<!--",
    "-->",
    "--!>",
    "<!>",
    "<?php ?>",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<p>",
    "</p>",
    "<b class=x id='y' z>",
    "</b>",
    "<br/>",
    "<script>",
    "</script>",
    "<script",
    "</script",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<svg>",
    "</svg>",
    "<path/>",
    "<math>",
    "<mi>",
    "<li>",
    "<td>",
    "<tr>",
    "<div a=b/c>",
    "<a href=\"?a&amp;b\">",
    "x",
    "text",
    "&amp;",
    "\u00fc",
    "\u20ac",
    "\ud83d\ude00",
    "</ x>",
    "</>",
    "<noscript>",
    "\0"
  };

  private static String random(RandomGenerator random) {
    StringBuilder html = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      html.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return html.toString();
  }

  private static int[] cuts(RandomGenerator random, String html) {
    int length = html.getBytes(StandardCharsets.UTF_8).length;
    return random.ints(random.nextInt(12), 0, length + 1).sorted().toArray();
  }

  @Test
  void howADocumentIsCutMakesNoDifferenceAndWhatNobodyChangesGoesOutAsItCame() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Consumer<Event> awaiting = event -> {};
    for (int i = 0; i < 20_000; i++) {
      String html = random(random);
      Rewritten whole = Rewritten.of(ALL, awaiting, html);
      Rewritten inPieces = Rewritten.of(ALL, awaiting, html, cuts(random, html));
      assertThat(whole.output()).as("seed %d: %s", seed, html).isEqualTo(html);
      assertThat(inPieces.output()).as("seed %d: %s", seed, html).isEqualTo(html);
      assertThat(inPieces.shown).as("seed %d: %s", seed, html).isEqualTo(whole.shown);
      assertThat(Rewritten.of(List.of(), awaiting, html).output()).isEqualTo(html);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>a</p> | <p [] [0];text a [1]
          <P A=1 a=2 B='x y' c="d" e>t | <p [a, 1, a, 2, b, x y, c, d, e, ] [0];text t [1]
          <a b = c d= "e" f/g /> | <a [b, c, d, e, f, , g, ] [0]
          <a =b c=>x | <a [=b, , c, ] [0];text x [1]
          <a href=x/y> | <a [href, x/y] [0]
          <a "b' c"> | <a ["b', , c", ] [0]
          <!--a-->x<!----><!--><!--->y | comment a [1];text x [1];comment  [1];comment  [1];comment  [1];text y [1]
          <!--a--!>b | comment a [1];text b [1]
          <!--a>b--c--> | comment a>b--c [1]
          <!a><?b?></ c> | comment a [1];comment ?b? [1];comment  c [1]
          <!doctype HTML PUBLIC "a" 'b'> | doctype html a b
          <!DOCTYPE html SYSTEM "about:legacy-compat"> | doctype html null about:legacy-compat
          <!doctype> | doctype null null null
          a<b | text a [1]
          a < b | text a < b [1]
          1<2</>3 | text 1<2 [1];text 3 [1]
          <script>"</p>"<b></script>x | <script [] [0];text "</p>"<b> [1];text x [1]
          <script><!--<script></script>--></script>x | <script [] [0];text <!--<script></script>--> [1];text x [1]
          <script><!--></script>x | <script [] [0];text <!--> [1];text x [1]
          <style></p></styles></STYLE >x | <style [] [0];text </p></styles> [1];text x [1]
          <title>a&amp;<b></title><textarea><p></textarea> | <title [] [0];text a&amp;<b> [1];<textarea [] [0];text <p> [1]
          <plaintext></plaintext><b> | <plaintext [] [0];text </plaintext><b> [1]
          <svg><script>a<b/></script></svg> | <svg [] [0];<script [] [0];text a [1];<b [] [0]
          <svg><style><g/>x | <svg [] [0];<style [] [0];<g [] [0];text x [1]
          <svg><title><b>x</b></title><![CDATA[<p>]]></svg> | <svg [] [0];<title [] [0];<b [] [0];text x [1]
          <svg><p><style><i></style> | <svg [] [0];<p [] [0];<style [] [0];text <i> [1]
          """)
  void tokensAreThoseOfTheStandard(String html, String shown) {
    Rewritten rewritten = Rewritten.of(ALL, event -> {}, html);
    assertThat(String.join(";", rewritten.shown)).isEqualTo(shown + ";end");
    assertThat(rewritten.output()).isEqualTo(html);
  }

  private static String changed(String html, Consumer<StartTag> change) {
    List<Registration> registrations =
        List.of(new Registration(".x", EnumSet.of(EventKind.ELEMENT)));
    return Rewritten.of(
            registrations,
            event -> {
              if (event.token() instanceof StartTag tag) {
                change.accept(tag);
              }
            },
            html)
        .output();
  }

  @Test
  void attributesAreWrittenAnewOnlyWhereTheyChange() {
    String html = "<A B='1' class=x C=\"2\" d/>";
    assertThat(changed(html, tag -> tag.attribute("B"))).isEqualTo(html);
    assertThat(changed(html, tag -> tag.attribute("c", "\"&")))
        .isEqualTo("<a B='1' class=x c=\"&quot;&\" d />");
    assertThat(changed(html, tag -> tag.removeAttribute("b"))).isEqualTo("<a class=x C=\"2\" d />");
    assertThat(changed(html, tag -> tag.removeAttribute("none"))).isEqualTo(html);
    assertThat(changed("<i class=x>a</i>", tag -> tag.name("em"))).isEqualTo("<em class=x>a</em>");
    assertThatThrownBy(() -> changed(html, tag -> tag.attribute("a b", "")))
        .hasMessage("\"a b\" is no name of an attribute");
    assertThatThrownBy(() -> changed(html, tag -> tag.name("a>"))).hasMessageContaining("no name");
  }

  @Test
  void whatIsPutAroundAndIntoAnElementComesInOrder() {
    Consumer<StartTag> all =
        tag -> {
          for (String n : List.of("1", "2")) {
            tag.before("b" + n);
            tag.prepend("p" + n);
            tag.append("a" + n);
            tag.after("f" + n);
          }
        };
    assertThat(changed("<i class=x>-</i>.", all)).isEqualTo("b1b2<i class=x>p2p1-a1a2</i>f2f1.");
    assertThat(changed("<br class=x>.", all)).isEqualTo("b1b2<br class=x>f2f1.");
    assertThat(changed("<ul><li class=x>-<li>.</ul>", all))
        .isEqualTo("<ul>b1b2<li class=x>p2p1-a1a2f2f1<li>.</ul>");
    assertThat(changed("<i class=x>-", all)).isEqualTo("b1b2<i class=x>p2p1-a1a2f2f1");
  }

  @Test
  void anElementIsRemovedReplacedAndEmptied() {
    String html = "1<p class=x>2<b>3</b><!--4--><script></p></script></p>5";
    assertThat(changed(html, StartTag::remove)).isEqualTo("15");
    assertThat(changed(html, tag -> tag.replace("<i>"))).isEqualTo("1<i>5");
    assertThat(changed(html, tag -> tag.setInnerContent("<i>"))).isEqualTo("1<p class=x><i></p>5");
    assertThat(changed(html, StartTag::removeAndKeepContent))
        .isEqualTo("12<b>3</b><!--4--><script></p></script>5");
    assertThat(
            changed(
                html,
                tag -> {
                  tag.before("[");
                  tag.after("]");
                  tag.remove();
                }))
        .isEqualTo("1[]5");
    assertThat(changed("<p class=x><i class=x>a</i></p>", StartTag::remove)).isEmpty();
  }

  @Test
  void boundsAreTold() {
    List<Registration> none = List.of();
    String large = "<a b=\"" + "x".repeat(1 << 21);
    assertThatThrownBy(() -> Rewritten.of(none, event -> {}, large))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a tag or a comment of more than");
    assertThatThrownBy(() -> Rewritten.of(none, event -> {}, "<b>".repeat(20_000)))
        .hasMessageContaining("elements are within each other");
    assertThat(Rewritten.of(none, event -> {}, "<p>".repeat(20_000)).output()).hasSize(60_000);
  }
}
