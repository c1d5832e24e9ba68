package dev.skerry.origin.tables.expression;

import static dev.skerry.origin.tables.expression.Requests.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.tables.value.Item;
import dev.skerry.origin.tables.value.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final Item ITEM =
      WireJson.item(
          "{'n':{'N':'1'},'two':{'N':'2'},'s':{'S':'hello'},'b':{'B':'aGkgdGhlcmU='},"
              + "'t':{'BOOL':true},'nil':{'NULL':true},'ss':{'SS':['a','b']},"
              + "'ns':{'NS':['2','4.0']},'bs':{'BS':['AQ==']},"
              + "'l':{'L':[{'N':'2'},{'S':'dog'},{'NS':['1','2']},{'L':[{'N':'3'}]}]},"
              + "'m':{'M':{'x':{'N':'1'},'y':{'L':[{'N':'-1'},{'N':'2'}]}}},"
              + "'u':{'S':'é𝄞'},'none0':{'S':''}}");

  private static final String VALUES =
      "{':one':{'N':'1.0'},':two':{'N':'2'},':three':{'N':'3'},':five':{'N':'5'},"
          + "':s':{'S':'hello'},':ell':{'S':'ell'},':hel':{'S':'hel'},':z':{'S':'z'},"
          + "':no':{'S':''},':hi':{'B':'aGk='},':ss':{'SS':['b','a']},':ns':{'NS':['4','2']},"
          + "':set':{'NS':['2','1']},':l':{'L':[{'N':'3'}]},':S':{'S':'S'},':N':{'S':'N'},"
          + "':m':{'M':{'y':{'L':[{'N':'-1'},{'N':'2'}]},'x':{'N':'1'}}},':a':{'S':'a'},"
          + "':one1':{'B':'AQ=='},':t':{'BOOL':true}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n = :one",
        ":one = n",
        "n <> two",
        "n < two",
        "two > n",
        "n <= :one and n >= :one",
        "s < :z",
        "b > :hi",
        "ss = :ss",
        "ns = :ns",
        "m = :m",
        "t = :t",
        "q <> z",
        "q <> :one",
        "n <> :s",
        "n between :one and :two",
        "n between m.y[0] and two",
        "n in (:s, :one)",
        "l[3] in (:two, :l)",
        "attribute_exists(m.y[1])",
        "attribute_not_exists(m.y[2])",
        "attribute_not_exists(s.x)",
        "attribute_not_exists(m[0])",
        "attribute_type(s, :S)",
        "attribute_type(:one, :N)",
        "begins_with(s, :hel)",
        "begins_with(s, :no)",
        "begins_with(b, :hi)",
        "begins_with(:s, :hel)",
        "contains(s, :ell)",
        "contains(s, none0)",
        "contains(b, :hi)",
        "contains(ss, :a)",
        "contains(ns, :two)",
        "contains(bs, :one1)",
        "contains(l, :two)",
        "contains(l, :set)",
        "contains(l, :l)",
        "size(s) = :five",
        "size(u) = :three",
        "size(b) > :five",
        "size(ss) = two",
        "size(m) = size(ss)",
        "size(l[3]) = :one",
        "size(:s) = :five",
        "not n = two",
        "not not n = :one",
        "n = two or n = :one and s = :s",
        "n = :one or n = two and s = :z",
        "not (n = two or s = :z)",
        "not n = two and not s = :z",
      })
  void holds(String text) {
    assertThat(test(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n = :two",
        "n = :s",
        "q = z",
        "q = :one",
        "q < z",
        "q <= :one",
        "q > z",
        ":one >= q",
        "q between z and n",
        "n between two and m.x",
        "l < :one",
        "n < :s",
        "t > :one",
        "ss <> :ss",
        "n in (:two, :s)",
        "q in (:one)",
        "q in (z)",
        "attribute_exists(q)",
        "attribute_exists(l[9])",
        "attribute_not_exists(n)",
        "attribute_type(s, :N)",
        "attribute_type(q, :N)",
        "begins_with(n, :s)",
        "begins_with(s, :hi)",
        "begins_with(q, :hel)",
        "contains(s, :two)",
        "contains(ss, :ell)",
        "contains(n, :one)",
        "contains(m, :s)",
        "contains(q, :one)",
        "size(n) = :one",
        "size(t) <= :five",
        "size(nil) = :one",
        "size(s) = :s",
        "size(q) < :one",
        "n = :one and s = :z",
        "(n = :one or s = :z) and s = :z",
        "not n = :one or s = :z",
      })
  void doesNotHold(String text) {
    assertThat(test(text)).isFalse();
  }

  @Test
  void whereThereIsNoItemNothingExists() {
    assertThat(condition("attribute_not_exists(a)", null, null).test(Item.EMPTY)).isTrue();
    assertThat(condition("a <> b", null, null).test(Item.EMPTY)).isTrue();
    assertThat(condition("a = b", null, null).test(Item.EMPTY)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b < c[1] and size(d) = e | [a, b] [c, [1]] [d] [e]",
        "not (a between b and c) or attribute_exists(d) | [a] [b] [c] [d]",
        "x in (y, z) and contains(l, m) and begins_with(n, o) | [x] [y] [z] [l] [m] [n] [o]",
      })
  void itsPathsAreKnown(String text, String paths) {
    List<String> found = new ArrayList<>();
    condition(text, null, null).forEachPath(path -> found.add(path.toString()));
    assertThat(String.join(" ", found)).isEqualTo(paths);
  }

  private static boolean test(String text) {
    ExpressionInput input = new ExpressionInput().put(ExpressionKind.CONDITION, text);
    // Every value of a request must be used.
    var values = Requests.wireValues(VALUES);
    values.keySet().removeIf(name -> !text.matches(".*" + name + "(?![a-zA-Z0-9_]).*"));
    if (!values.isEmpty()) {
      input.values(values);
    }
    return Objects.requireNonNull(input.parse().condition()).test(ITEM);
  }
}
