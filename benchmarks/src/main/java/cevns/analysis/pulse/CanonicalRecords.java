package cevns.analysis.pulse;

import cevns.analysis.pulse.CanonicalWaveforms.Kind;
import cevns.daq.record.RecordLayout;
import cevns.daq.record.WaveformView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The canonical waveforms of one kind as records, mapped like a run's queue. Made once, which takes
 * a while, and kept in the folder for temporary files.
 */
final class CanonicalRecords {

    private final Kind kind;
    private final ByteBuffer records;
    private final WaveformView view = new WaveformView();

    CanonicalRecords(Kind kind) {
        this.kind = kind;
        try {
            Path file = file(kind);
            if (!Files.exists(file)) {
                make();
            }
            try (FileChannel channel = FileChannel.open(file)) {
                // Read, not mapped: a page that is not there yet is no part of the work.
                records = ByteBuffer.allocateDirect((int) channel.size());
                while (records.hasRemaining() && channel.read(records) >= 0) {}
                records.order(ByteOrder.LITTLE_ENDIAN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kind kind() {
        return kind;
    }

    int count() {
        return kind.waveforms();
    }

    WaveformView waveform(int e) {
        return view.wrap(records, e * bytes(kind));
    }

    private static int bytes(Kind kind) {
        return RecordLayout.WAVEFORM_EXTRA + 2 * kind.samples;
    }

    private static Path file(Kind kind) {
        return Path.of(System.getProperty("java.io.tmpdir"), "sevens-canonical-" + kind);
    }

    /** All kinds, for one random sequence runs through them. */
    private static void make() throws IOException {
        CanonicalWaveforms waveforms = new CanonicalWaveforms();
        for (Kind kind : Kind.values()) {
            Path part = Files.createTempFile("sevens-canonical", null);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                for (int e = 0; e < kind.waveforms(); e++) {
                    ByteBuffer record = waveforms.next(kind, e).buffer().duplicate();
                    channel.write(record.position(0).limit(bytes(kind)));
                }
            }
            Files.move(part, file(kind), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
