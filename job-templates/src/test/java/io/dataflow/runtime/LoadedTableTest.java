package io.dataflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.connector.LookupTable;
import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.runtime.lookup.LoadedTable;
import io.dataflow.runtime.lookup.LookupSpec;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;

class LoadedTableTest {
  private static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              new Field("word", FieldType.of(ScalarKind.STRING)),
              new Field("id", FieldType.of(ScalarKind.BIGINT))));

  private final TestingTable table = new TestingTable();

  @Test
  void findsByWholeNumbersOfAnyWidth() throws Exception {
    table.rows.add(Row.of("one", 1L));
    LoadedTable loaded = LoadedTable.load(spec(10));
    assertThat(loaded.find(new Object[] {1})).containsExactly("one");
    assertThat(loaded.find(new Object[] {(byte) 1})).containsExactly("one");
    assertThat(loaded.find(new Object[] {2L})).isNull();
    assertThat(loaded.find(new Object[] {null})).isNull();
  }

  @Test
  void isReadAgainOnlyWhereItChanged() throws Exception {
    table.rows.add(Row.of("one", 1L));
    LoadedTable loaded = LoadedTable.load(spec(10));
    loaded.refresh();
    assertThat(table.reads).isEqualTo(1);

    table.rows.set(0, Row.of("two", 2L));
    table.version = "2";
    loaded.refresh();

    assertThat(table.reads).isEqualTo(2);
    assertThat(loaded.find(new Object[] {1L})).isNull();
    assertThat(loaded.find(new Object[] {2L})).containsExactly("two");
  }

  @Test
  void whatIsWrongInItNeedsNoOtherAttempt() {
    table.rows.add(Row.of("one", 1L));
    table.rows.add(Row.of("uno", 1L));
    assertThatThrownBy(() -> LoadedTable.load(spec(10)))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseInstanceOf(DataException.class)
        .hasStackTraceContaining("the table of step 's': two rows have the key {\"id\":1}");
    table.rows.set(1, Row.of("two", 2L));
    assertThatThrownBy(() -> LoadedTable.load(spec(1)))
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("more than 1 rows");
  }

  @Test
  void whatCannotBeReachedMayBeLater() {
    table.failing = true;
    assertThatThrownBy(() -> LoadedTable.load(spec(10))).isInstanceOf(IOException.class);
  }

  @Test
  void whatItHadStaysWhereReadingItAgainFails() throws Exception {
    table.rows.add(Row.of("one", 1L));
    LoadedTable loaded = LoadedTable.load(spec(10));
    table.version = "2";
    table.failing = true;
    assertThatThrownBy(loaded::refresh).isInstanceOf(IOException.class);
    assertThat(loaded.find(new Object[] {1L})).containsExactly("one");
    table.failing = false;
    loaded.refresh();
    assertThat(table.reads).isEqualTo(2);
  }

  private LookupSpec spec(int maxRows) {
    return new LookupSpec("s", table, SCHEMA, List.of(1), List.of(0), maxRows, 0);
  }

  private static final class TestingTable implements LookupTable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Row> rows = new ArrayList<>();
    private String version = "1";
    private boolean failing;
    private int reads;

    @Override
    public void read(Consumer<Row> consumer) throws IOException {
      if (failing) {
        throw new IOException("the table is not there");
      }
      reads++;
      rows.forEach(consumer);
    }

    @Override
    public String version() {
      return version;
    }
  }
}
