import { AgencyTree } from './agency-tree.js';

const agency = (
  id: number,
  parentId: number | null,
): ConstructorParameters<typeof AgencyTree>[0][number] => ({
  ...{ id, parentId, code: `A${id}`, level: 'department' },
});

describe('the agencies of a round as a tree', () => {
  const tree = new AgencyTree([agency(1, null), agency(2, 1), agency(3, 1), agency(4, 2), agency(4, 3)]);

  it('puts an agency that moved under its latest parent', () => {
    expect([...tree.subtreeOf(3)].sort()).toEqual([3, 4]);
    expect([...tree.subtreeOf(2)]).toEqual([2]);
    expect([...tree.subtreeOf(1)].sort()).toEqual([1, 2, 3, 4]);
  });

  it('finds the agency at the top of all', () => {
    expect(tree.topOf([2, 4])?.code).toBe('A1');
    expect(new AgencyTree([agency(1, null), agency(2, null)]).topOf([1, 2])).toBeUndefined();
  });

  it('comes to an end where data go round in a circle', () => {
    const circle = new AgencyTree([agency(1, 2), agency(2, 1)]);
    expect([...circle.subtreeOf(1)].sort()).toEqual([1, 2]);
  });
});
