import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Instrument } from './domain/publication.js';

/** A value that somebody else measured and published. */
@Entity('publication')
@Unique('publication_once', ['instrument', 'unit', 'year', 'item', 'printed', 'rank', 'source'])
export class PublicationRow {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  instrument!: Instrument;

  @Column('text', { name: 'measuring_body' })
  measuringBody!: string;

  @Column('text')
  unit!: string;

  @Column('int')
  year!: number;

  @Column('text', { default: 'overall' })
  item!: string;

  @Column('text', { nullable: true })
  printed!: string | null;

  @Column('int', { nullable: true })
  rank!: number | null;

  @Column('text')
  generation!: string;

  @Column('text', { default: '' })
  note!: string;

  @Column('text')
  source!: string;
}
