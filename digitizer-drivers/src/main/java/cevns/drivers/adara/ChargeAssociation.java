package cevns.drivers.adara;

/** Whose charge and veto the RTDL packet of a pulse carries (adara.md §5.1). */
public enum ChargeAssociation {
    /** Its own: the facility's stream service has repaired the lag. A live stream. */
    STREAM_CORRECTED,
    /** Those of the pulse before: a raw source, or one that repairs nothing. */
    RAW_LAGGED
}
