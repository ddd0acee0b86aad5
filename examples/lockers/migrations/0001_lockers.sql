create table lockers (
  id text primary key,
  city text not null,
  compartments integer not null check (compartments > 0)
);
