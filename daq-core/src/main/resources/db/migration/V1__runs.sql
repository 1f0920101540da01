-- An index over the run directories, made again from them at any time.
create table runs (
    run        integer not null,
    name       text    not null,
    directory  text    not null primary key,
    state      text    not null,
    mode       text    not null,
    start_ns   bigint  not null,
    end_ns     bigint  not null,
    end_reason text,
    detector   text    not null,
    bytes      bigint  not null
);
create index runs_by_number on runs (run);
