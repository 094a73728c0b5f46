package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The text that Calcite parses: one line of keywords, numbers and placeholders. Fields, texts and
 * types stand in it as {@code `f0`}, {@code `s0`}, {@code `t0`}, so that nothing an author names or
 * quotes can be taken for SQL. Remembers where each piece stood in the author's text.
 */
final class SqlText {
  private record Piece(int start, int end, int sourceStart, int sourceEnd) {}

  private final StringBuilder sql = new StringBuilder();
  private final StringBuilder canonical = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<FieldPath> fields = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<FieldType> types = new ArrayList<>();

  void field(FieldPath path, int start, int end) {
    int known = fields.indexOf(path);
    if (known < 0) {
      known = fields.size();
      fields.add(path);
    }
    append("`f" + known + "`", path.text(), start, end);
  }

  void text(Token token) {
    texts.add(token.text());
    append("`s" + (texts.size() - 1) + "`", literal(token.text()), token.start(), token.end());
  }

  void type(FieldType type, int start, int end) {
    types.add(type);
    append("`t" + (types.size() - 1) + "`", type.toString(), start, end);
  }

  /** {@code DATE '2024-01-31'}: a text that is cast. */
  void typedText(FieldType type, String keyword, Token literal, int start) {
    texts.add(literal.text());
    types.add(type);
    append(
        "CAST(`s" + (texts.size() - 1) + "` AS `t" + (types.size() - 1) + "`)",
        keyword + " " + literal(literal.text()),
        start,
        literal.end());
  }

  /**
   * A name of the function registry or of a nested field, whose spelling Calcite must not judge.
   */
  void name(String name, String spelled, int start, int end) {
    append("`" + name.replace("`", "``") + "`", spelled, start, end);
  }

  void verbatim(String piece, int start, int end) {
    append(piece, piece, start, end);
  }

  /** What Calcite's parser knows by another spelling, or must see and an author does not write. */
  void spelled(String piece, String spelling, int start, int end) {
    append(piece, spelling, start, end);
  }

  private void append(String piece, String spelled, int sourceStart, int sourceEnd) {
    if (sql.length() > 0) {
      sql.append(' ');
    }
    pieces.add(new Piece(sql.length(), sql.length() + piece.length(), sourceStart, sourceEnd));
    sql.append(piece);
    if (needsBlank(spelled)) {
      canonical.append(' ');
    }
    canonical.append(spelled);
  }

  private boolean needsBlank(String next) {
    if (canonical.length() == 0 || next.isEmpty() || ").,]".contains(next)) {
      return false;
    }
    char last = canonical.charAt(canonical.length() - 1);
    if (last == '(' || last == '.' || last == '[') {
      return false;
    }
    return !(next.equals("[") || (next.equals("(") && endsWithFunctionName()));
  }

  private boolean endsWithFunctionName() {
    int start = canonical.length();
    while (start > 0 && Character.isJavaIdentifierPart(canonical.charAt(start - 1))) {
      start--;
    }
    return start < canonical.length() && !Vocabulary.isSyntax(canonical.substring(start));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  String sql() {
    return sql.toString();
  }

  String canonical() {
    return canonical.toString();
  }

  List<String> texts() {
    return texts;
  }

  List<FieldPath> fields() {
    return fields;
  }

  Optional<FieldPath> field(String placeholder) {
    return placeholder.startsWith("f")
        ? Optional.of(fields.get(number(placeholder)))
        : Optional.empty();
  }

  Optional<String> text(String placeholder) {
    return placeholder.startsWith("s")
        ? Optional.of(texts.get(number(placeholder)))
        : Optional.empty();
  }

  FieldType type(String placeholder) {
    return types.get(number(placeholder));
  }

  private static int number(String placeholder) {
    return Integer.parseInt(placeholder.substring(1));
  }

  /** Start and end in the author's text of what Calcite calls a position. */
  int[] source(SqlParserPos position) {
    int from = Math.max(0, position.getColumnNum() - 1);
    int to = Math.max(from + 1, position.getEndColumnNum());
    int start = -1;
    int end = -1;
    for (Piece piece : pieces) {
      if (piece.end() > from && piece.start() < to) {
        start = start < 0 ? piece.sourceStart() : Math.min(start, piece.sourceStart());
        end = Math.max(end, piece.sourceEnd());
      }
    }
    if (start < 0) {
      int last = pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).sourceEnd();
      return new int[] {last, last + 1};
    }
    return new int[] {start, end};
  }
}
