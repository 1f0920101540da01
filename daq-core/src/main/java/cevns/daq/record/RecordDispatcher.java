package cevns.daq.record;

import cevns.daq.record.SkippedRecord.Why;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Looks at one record and tells a handler what it is. A record that is damaged, of an unknown type
 * or of a newer version is passed over by name, never guessed at. Confined to one thread; allocates
 * nothing for the hot types.
 */
public final class RecordDispatcher {

    private final RecordCrc crc = new RecordCrc();
    private final RecordView header = new RecordView();
    private final WaveformView waveform = new WaveformView();
    private final BeamMarkView beamMark = new BeamMarkView();
    private final BeamPulseView beamPulse = new BeamPulseView();
    private final StatusView status = new StatusView();
    private final LossView loss = new LossView();
    private final ReadingView reading = new ReadingView();

    /**
     * Tells {@code handler} of one record.
     *
     * @param record little-endian and direct, the record from 0 to {@code length}
     * @param length bytes that the queue gave for this record
     * @param number number of the record in its queue
     * @return what was wrong with it, so that it was passed over; null when nothing was
     */
    public Why dispatch(ByteBuffer record, int length, long number, RecordHandler handler) {
        Why why = check(record, length);
        if (why == null && !tell(record, handler)) {
            why = Why.DAMAGED;
        }
        if (why == null) {
            return null;
        }
        boolean header = length >= RecordLayout.HEADER;
        handler.onSkipped(
                new SkippedRecord(
                        number,
                        why,
                        header ? this.header.typeCode() : -1,
                        header ? this.header.version() : -1,
                        header ? this.header.sourceId() : -1));
        return why;
    }

    /** What is wrong with a record, as far as its header tells; null when nothing is. */
    public Why check(ByteBuffer record, int length) {
        if (length < RecordLayout.HEADER) {
            return Why.DAMAGED;
        }
        header.wrap(record, 0);
        if (header.length() != length || crc.of(record, length) != header.crc()) {
            return Why.DAMAGED;
        }
        if (RecordType.ofCode(header.typeCode()) == null) {
            return Why.UNKNOWN_TYPE;
        }
        if (header.version() > RecordLayout.VERSION) {
            return Why.NEWER_VERSION;
        }
        return null;
    }

    private boolean tell(ByteBuffer record, RecordHandler handler) {
        int length = header.length();
        switch (RecordType.ofCode(header.typeCode())) {
            case WAVEFORM -> {
                if (!isWholeWaveform(record, length)) {
                    return false;
                }
                handler.onWaveform(waveform.wrap(record, 0));
            }
            case BEAM_MARK -> {
                if (length < RecordLayout.MARK_LENGTH) {
                    return false;
                }
                handler.onBeamMark(beamMark.wrap(record, 0));
            }
            case BEAM_PULSE -> {
                if (length < RecordLayout.PULSE_LENGTH) {
                    return false;
                }
                handler.onBeamPulse(beamPulse.wrap(record, 0));
            }
            case STATUS -> {
                if (!isWholeStatus(record, length)) {
                    return false;
                }
                handler.onStatus(status.wrap(record, 0));
            }
            case LOSS -> {
                if (length < RecordLayout.LOSS_LENGTH) {
                    return false;
                }
                handler.onLoss(loss.wrap(record, 0));
            }
            case READING -> {
                if (length < RecordLayout.READING_LENGTH) {
                    return false;
                }
                handler.onReading(reading.wrap(record, 0));
            }
            case TICK -> handler.onTick(header.timeNs());
            default -> {
                return tellText(record, length, handler);
            }
        }
        return true;
    }

    private boolean tellText(ByteBuffer record, int length, RecordHandler handler) {
        String text = text(record, length);
        if (text == null) {
            return false;
        }
        long timeNs = header.timeNs();
        try {
            switch (RecordType.ofCode(header.typeCode())) {
                case RUN_START -> handler.onMark(RecordText.runStart(timeNs, text));
                case SUBRUN_START -> handler.onMark(RecordText.subrunStart(timeNs, text));
                case RUN_END -> handler.onMark(RecordText.runEnd(timeNs, text));
                case INFO -> handler.onInfo(header.sourceId(), RecordText.sourceInfo(text));
                case NOTE -> handler.onNote(RecordText.note(timeNs, text));
                default -> throw new IllegalStateException("no text in " + header.typeCode());
            }
            return true;
        } catch (BadText e) {
            return false;
        }
    }

    private static String text(ByteBuffer record, int length) {
        if (length < RecordLayout.TEXT) {
            return null;
        }
        int bytes = record.getInt(RecordLayout.TEXT_LENGTH);
        if (bytes < 0 || bytes > length - RecordLayout.TEXT) {
            return null;
        }
        byte[] utf8 = new byte[bytes];
        record.get(RecordLayout.TEXT, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static boolean isWholeWaveform(ByteBuffer record, int length) {
        if (length < RecordLayout.WAVEFORM_EXTRA) {
            return false;
        }
        int extra = record.getInt(RecordLayout.WAVEFORM_EXTRA_LENGTH);
        int samples = record.getInt(RecordLayout.WAVEFORM_SAMPLES);
        return extra >= 0
                && extra <= length
                && samples >= 0
                && RecordLayout.samplesAt(extra) + 2L * samples <= length;
    }

    private static boolean isWholeStatus(ByteBuffer record, int length) {
        if (length < RecordLayout.STATUS_LISTS) {
            return false;
        }
        int lists =
                (record.get(RecordLayout.STATUS_LOST_COUNT) & 0xFF)
                        + (record.get(RecordLayout.STATUS_FAULT_COUNT) & 0xFF)
                        + (record.get(RecordLayout.STATUS_DEAD_COUNT) & 0xFF);
        return length >= RecordLayout.STATUS_LISTS + 8 * lists;
    }
}
